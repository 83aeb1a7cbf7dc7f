/**
 * How much slower this machine is than two quiet cores of a server of today, measured at the start of a run and handed
 * to every test runner as TEST_PACE. It lengthens the limits of single steps; nothing else is decided by it.
 */
import { Worker } from 'node:worker_threads'
import process from 'node:process'
import { chromium } from '@playwright/test'
import { CHROMIUM_FLAGS } from '../chromium.mjs'

/** Milliseconds on the machine whose pace is 1. */
const USUAL = { compute: 500, page: 1000 }
/** A limit that is never reached in practice tells nothing: a hang has to end some day. */
const MOST = 20

/** Threads that compute at once: as many as there are tests at a time. */
const THREADS = 2

/** The factor for all limits: 1 where nobody measured (a runner that was started by hand). */
export function pace(text = process.env.TEST_PACE) {
  const factor = Number(text)
  return factor > 1 ? Math.min(factor, MOST) : 1
}

/** A limit for a single step, on this machine. */
export const patiently = (milliseconds) => Math.ceil(milliseconds * pace())

/** The slowest part decides; a part that could not be measured says nothing. */
export function paceOf(measured) {
  const ratios = Object.entries(USUAL).map(([part, usual]) => (measured[part] ?? 0) / usual)
  return pace(String(Math.max(...ratios)))
}

const COMPUTING = `
  const { parentPort } = require('node:worker_threads')
  const start = performance.now()
  let state = 1, sum = 0
  for (let i = 0; i < 5e7; i++) {
    state = Math.imul(state ^ (state >>> 15), 0x85ebca6b) + 1
    sum += Math.sqrt(state >>> 0)
  }
  parentPort.postMessage({ milliseconds: performance.now() - start, sum })`

const computeOnce = () =>
  new Promise((resolve, reject) => {
    const worker = new Worker(COMPUTING, { eval: true })
    worker.once('message', ({ milliseconds }) => resolve(milliseconds))
    worker.once('error', reject)
  })

async function measureCompute() {
  return Math.max(...(await Promise.all(Array.from({ length: THREADS }, computeOnce))))
}

/** From nothing to an empty page. */
async function openPage(executablePath) {
  const start = performance.now()
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS, timeout: 180_000 })
  await (await browser.newPage()).goto('about:blank')
  const milliseconds = performance.now() - start
  await browser.close()
  return milliseconds
}

/** The first time the browser comes from the disk. */
async function measurePage(executablePath) {
  const times = [await openPage(executablePath), await openPage(executablePath)]
  return Math.min(...times)
}

/** `executablePath`: of a Chromium, if the run needs one. */
export async function measurePace(executablePath) {
  const measured = { compute: await measureCompute() }
  if (executablePath)
    try {
      measured.page = await measurePage(executablePath)
    } catch (error) {
      console.error(`The time that a browser takes to open was not measured: ${error.message}`)
    }
  return { measured, factor: paceOf(measured) }
}
