/* Unpacking: Zstandard, which browsers can't unpack by themselves. */

/*!
 * zstddec, MIT License, Copyright (c) 2020 Don McCurdy. In it, Zstandard, BSD License:
 *
 * Copyright (c) 2016-present, Yann Collet, Facebook, Inc. All rights reserved.
 *
 * Redistribution and use in source and binary forms, with or without modification,
 * are permitted provided that the following conditions are met:
 *
 *  * Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 *
 *  * Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 *  * Neither the name Facebook nor the names of its contributors may be used to
 *    endorse or promote products derived from this software without specific
 *    prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR
 * ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES
 * (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES;
 * LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON
 * ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT
 * (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS
 * SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */

import { ZSTDDecoder } from "zstddec";

const MAGIC = [0x28, 0xb5, 0x2f, 0xfd];

const decoder = new ZSTDDecoder();

/* It fetches its own code from an address that holds it, and the box has no network at all. */
const given = async (address) => ({
  arrayBuffer: async () => Uint8Array.from(atob(address.split(",")[1]), (letter) => letter.charCodeAt(0)).buffer,
});

let starting;

function begin() {
  globalThis.fetch = given;
  return decoder.init();
}

/* What is in some bytes, or these themselves: a host may have said that they're packed, and the browser unpacked them. */
export async function unpack(bytes) {
  if (!MAGIC.every((byte, index) => bytes[index] === byte)) return bytes;
  await (starting ??= begin());
  const content = decoder.decode(bytes);
  // in the place of a size, what it says of an error is below zero
  if (!content.length) throw new Error("damaged");
  return content;
}
