/** Writes the tiny MNIST that most tests train on to the folder that is named: a server then has it as its MNIST_DIR. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { idxSet } from './idx.ts'

const folder = process.argv[2]!
mkdirSync(folder, { recursive: true })
for (const [name, bytes] of idxSet(640, 128)) writeFileSync(join(folder, name), bytes)
