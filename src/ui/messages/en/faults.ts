/** Faults and notices by code, in English: what happened, what was kept, what to do. */
import { settingsNamed } from '../labels.ts'
import type { Teller } from '../told.ts'
import { checkpointFaults, OUT_OF_MEMORY, SMALLER, whyStopped } from './checkpoints.ts'
import { aboutData, dataNotices, NOTHING_CHANGED, reasonText } from './data-faults.ts'
import { counted, format as f } from './format.ts'
import { linkFaults } from './guide.ts'
import { laneFaults } from './lanes.ts'
import { latentFaults } from './latent.ts'
import {
  backendName,
  capabilityName,
  choiceName,
  choices,
  datasetName,
  estimatorName,
  families,
  familyName,
  objectiveName,
  settings,
} from './settings.ts'

const OTHER_BACKEND = 'Choose another backend under “On reset”.'

const either = new Intl.ListFormat('en', { type: 'disjunction' })

/** Ids that one parameter holds, by their names. */
const anyOf = (ids: unknown, name: (id: string) => string): string =>
  either.format(String(ids).split(' ').map(name))

/** Other estimators as a remedy, at the end of a sentence. */
const orAnother = (others: unknown): string =>
  others ? `, or choose another estimator: ${anyOf(others, estimatorName)}.` : '.'

const familyOrObjective = (id: unknown): string => families[String(id)]?.name ?? objectiveName(id)

const settingTold =
  (why: string): Teller =>
  ({ key, given, legal }) => ({
    what: `The setting ${key}=${given} ${why}.`,
    kept: 'Its default is used instead.',
    todo: `Allowed: ${legal}.`,
  })

const unavailable: Readonly<Record<string, string>> = {
  'no-webgpu': 'this browser does not offer it',
  'no-adapter': 'the browser found no graphics adapter for it',
  'no-answer': 'the browser did not respond to the request for it',
  'no-webgl': 'this browser does not offer it',
  'no-wasm': 'this browser does not offer it',
}

export const faults: Readonly<Record<string, Teller>> = {
  ...aboutData,
  ...dataNotices,
  ...latentFaults,
  ...checkpointFaults,
  unexpected: ({ detail }) => ({
    what: `An unexpected error occurred: ${detail}`,
    kept: 'All training and measurements so far are kept.',
    todo: 'Export it if you need it, then press Reset. The browser’s console shows the details for a bug report.',
  }),
  'worker-crashed': (why) => ({
    what: `The computation stopped unexpectedly${whyStopped(why)}.`,
    kept: 'The curves and samples so far are kept and can be exported; the weights are lost.',
    todo: 'Train starts a new model. If it happens again, choose a smaller model or another backend.',
  }),
  'worker-not-started': (why) => ({
    what: `The computation could not be started${whyStopped(why)}${why.silent ? '' : ': its program could not be loaded'}.`,
    kept: 'All results so far are kept and can be exported.',
    todo: 'Check the connection, then press Train to try again.',
  }),
  'part-not-loaded': () => ({
    what: 'A part of the page that this needs could not be loaded: the server does not respond.',
    kept: 'Nothing is lost; training continues.',
    todo: 'Check the connection and try again.',
  }),
  'run-data-gone': (params) => ({
    what: `The images of the run could not be loaded: ${reasonText(params)}.`,
    kept: 'The run is unchanged.',
    todo: 'Check the connection, then try again.',
  }),
  'out-of-memory': () => ({
    what: OUT_OF_MEMORY,
    kept: NOTHING_CHANGED,
    todo: SMALLER,
  }),
  'device-lost': ({ backend, detail }) => ({
    what: `${backendName(backend)} lost the graphics device${detail ? ` (${detail})` : ''}.`,
    kept: NOTHING_CHANGED,
    todo: OTHER_BACKEND,
  }),
  'device-failed': ({ backend, detail }) => ({
    what: `The graphics device rejected commands of ${backendName(backend)}${detail ? ` (${detail})` : ''}.`,
    kept: NOTHING_CHANGED,
    todo: OTHER_BACKEND,
  }),
  'backend-given-up': ({ backend }) => ({
    what: `${backendName(backend)} lost the graphics device several times, so it is not used.`,
    kept: 'The lab uses another backend.',
    todo: 'Reload the page to try it again.',
  }),
  diverged: ({ step, restoredStep }) => ({
    what: `Training diverged: at step ${f.integer(Number(step))} the loss or a gradient was not finite.`,
    kept: `Training is paused, and the weights of step ${f.integer(Number(restoredStep))} are restored.`,
    todo: 'Lower the learning rate and press Train. If it happens again, reset with another optimizer or, with a Gaussian likelihood, a larger sigma.',
  }),
  'lane-diverged': ({ step, restoredStep, lane }) => ({
    what: `Lane ${lane} diverged: at step ${f.integer(Number(step))} its loss or a gradient was not finite.`,
    kept: `Training is paused, and all lanes have the weights of step ${f.integer(Number(restoredStep))} again.`,
    todo: 'Lower the learning rate of that lane, or drop it, and press Train.',
  }),
  'no-backend': ({ detail }) => ({
    what: `No compute backend could be started: ${detail}`,
    kept: NOTHING_CHANGED,
    todo: 'Reload the page; if that does not help, try another browser.',
  }),
  'backend-failed': ({ backend, reason }) => ({
    what: `The backend ${backendName(backend)} could not be used: ${reason}`,
    kept: 'The lab uses the fastest of the others.',
    todo: OTHER_BACKEND,
  }),
  'backend-not-loaded': ({ backend }) => ({
    what: `The backend ${backendName(backend)} could not be loaded: the server does not respond.`,
    kept: 'The lab uses another one for now.',
    todo: 'Press “Try again” beside the backend’s name in the toolbar once the connection is back; the run continues.',
  }),
  'backend-gradient-check-failed': ({ backend, error }) => ({
    what: `The backend ${backendName(backend)} computes wrong gradients here (relative error ${error}), so it is not used.`,
    kept: 'The lab uses the fastest of the others.',
    todo: 'A newer graphics driver or browser may help.',
  }),
  'backend-unavailable': ({ backend, reason }) => ({
    what: `The backend ${backendName(backend)} is not available: ${unavailable[String(reason)] ?? reason}.`,
    kept: 'The lab uses the fastest of the others.',
    todo: OTHER_BACKEND,
  }),
  'backend-software': ({ backend }) => ({
    what: `${backendName(backend)} is emulated in software on this machine, and slow.`,
    kept: 'It is used because it was chosen explicitly.',
    todo: 'Choose “fastest” for speed.',
  }),
  'backend-moved': ({ before, now, gain }) => ({
    what: `${backendName(now)} is ${Number(gain).toFixed(1)} times as fast as ${backendName(before)} on this machine.`,
    kept: 'The run was moved to it; no step is lost.',
    todo: '',
  }),
  'message-wrong': ({ at, expected }) => ({
    what: `The page and its worker disagree about a message: ${at} should be ${expected}.`,
    kept: NOTHING_CHANGED,
    todo: 'Reload the page: it may mix files of two versions.',
  }),
  'not-open': () => ({
    what: 'There is no model yet.',
    kept: NOTHING_CHANGED,
    todo: 'Press Reset to load one.',
  }),
  'no-such-lane': ({ lane }) => ({
    what: `There is no lane ${lane}.`,
    kept: NOTHING_CHANGED,
    todo: 'It may just have ended.',
  }),
  'lane-exists': ({ lane }) => ({
    what: `There is a lane ${lane} already.`,
    kept: NOTHING_CHANGED,
    todo: 'Drop it first.',
  }),
  'step-while-training': () => ({
    what: 'A single step is possible only while training is paused.',
    kept: NOTHING_CHANGED,
    todo: 'Press Pause first.',
  }),
  'opening-cancelled': () => ({
    what: 'Loading was cancelled.',
    kept: NOTHING_CHANGED,
    todo: 'Press Reset to load again. Procedural digits need no download.',
  }),
  'data-fell-back': (params) => ({
    what: `${datasetName(params.wanted)} could not be loaded: ${reasonText(params)}.`,
    kept: 'The lab trains on procedural digits instead, which this page generates.',
    todo: 'Drop the IDX files on the page, or reload it to try again.',
  }),
  'data-served-unusable': (params) => ({
    what: `This site’s copy of ${datasetName(params.wanted)} could not be used: ${reasonText(params)}.`,
    kept: 'The next source was used.',
  }),
  'not-a-config': ({ file }) => ({
    what: `${file} is not a config.json of this lab.`,
    kept: NOTHING_CHANGED,
    todo: 'Export writes such a file.',
  }),
  'language-not-loaded': () => ({
    what: 'The texts of the other language could not be loaded.',
    kept: 'The page stays in this language.',
    todo: 'Check the connection and choose the language again.',
  }),
  'link-not-copied': () => ({
    what: 'The browser does not let the page copy the link.',
    todo: 'Copy it from the address bar: it contains all settings and views.',
  }),
  'leave-one-out-needs-two-samples': () => ({
    what: 'The leave-one-out baseline is the mean over the other samples of an image; with L = 1 there are none.',
    todo: 'Set Samples per image L to 2 or more first, or choose another baseline.',
  }),
  'estimator-needs-another-family': ({ estimator, family, missing, families: able, fewer, others }) => ({
    what: `The ${estimatorName(estimator)} estimator needs ${capabilityName(missing)}, and ${familyName(family)} has none.`,
    todo: `Set ${fewer ? 'fewer latents and ' : ''}Posterior to ${anyOf(able, (id) => choiceName('family', id))} first${orAnother(others)}`,
  }),
  'estimator-needs-another-objective': ({ estimator, objective, objectives, others }) => ({
    what: `The ${estimatorName(estimator)} estimator is not one of ${objectiveName(objective)}.`,
    todo: `Set Objective to ${anyOf(objectives, (id) => choiceName('objective', id))} first${orAnother(others)}`,
  }),
  'estimator-needs-larger-k': ({ estimator, least }) => ({
    what: `The ${estimatorName(estimator)} estimator compares each draw with the others, and needs at least K = ${f.integer(Number(least))}.`,
    todo: 'Set Importance samples K accordingly first, or choose another estimator.',
  }),
  'landing-needs-one-draw': () => ({
    what: 'Sticking the landing leaves the score out. With K > 1 that is biased: the weight of a draw depends on the draw, and its product with the score does not average to 0.',
    todo: `Choose another KL term or K = 1 first; the ${estimatorName('dreg')} estimator (DReG) removes the score without bias.`,
  }),
  'too-many-draws': ({ samples, k, draws, most }) => ({
    what: `A step would take ${counted(Number(draws), 'draw')} of each image (L = ${f.integer(Number(samples))}, K = ${f.integer(Number(k))}); the most is ${f.integer(Number(most))}.`,
    todo: 'Set fewer samples per image L or fewer importance samples K first.',
  }),
  'brought-along': ({ choice, brought }) => ({
    what: `What did not go with ${familyOrObjective(choice)} was changed: ${settingsNamed(
      brought,
      settings,
      choices,
    )
      .map((pair) => pair.filter(Boolean).join(': '))
      .join(', ')}.`,
    kept: 'All other settings stay as they were.',
  }),
  'code-too-wide': ({ latent, classes, width, most }) => ({
    what: `The code would hold ${counted(width, 'number')} (${counted(latent, 'latent')}, ${counted(classes, 'class', 'classes')} each); the most is ${f.integer(Number(most))}.`,
    todo: 'Set fewer latents or fewer classes per latent first.',
  }),
  'too-many-states': ({ estimator, most, hasClasses, others }) => ({
    what: `The ${estimatorName(estimator)} estimator decodes every state of the code, and this code has more than ${f.integer(Number(most))}.`,
    todo: `Set fewer latents${hasClasses ? ' or fewer classes per latent' : ''} first${orAnother(others)}`,
  }),
  'estimator-needs-other-samples': ({ estimator, least, most }) => ({
    what: `The ${estimatorName(estimator)} estimator needs between L = ${f.integer(Number(least))} and L = ${f.integer(Number(most))}.`,
    todo: 'Set Samples per image L accordingly first, or choose another estimator.',
  }),
  'estimator-without-kl-mode': ({ estimator, kl, modes }) => ({
    what: `The ${estimatorName(estimator)} estimator cannot compute the KL term this way: ${choiceName('kl', kl)}.`,
    todo: `Choose another KL term first: ${anyOf(modes, (mode) => choiceName('kl', mode))}.`,
  }),
  'noise-needs-another-family': ({ family }) => ({
    what: `Antithetic noise needs noise that has an opposite, and ${familyName(family)} has none.`,
    todo: 'Choose independent noise or another posterior first.',
  }),
  'estimator-has-pairs': ({ estimator }) => ({
    what: `The draws of the ${estimatorName(estimator)} estimator are antithetic pairs already: with antithetic noise it would get each pair twice.`,
    todo: 'Choose independent noise first, or another estimator.',
  }),
  'pairs-need-even-samples': ({ samples }) => ({
    what: `Antithetic noise comes in pairs, and L = ${f.integer(Number(samples))} is odd.`,
    todo: 'Set Samples per image L to an even number first, or choose independent noise.',
  }),
  'leave-one-out-needs-independent-draws': () => ({
    what: 'The leave-one-out baseline is the mean over the other samples of an image; with antithetic noise one of them is the opposite of this one, and the gradient would be biased.',
    todo: 'Choose another baseline or independent noise first.',
  }),
  'estimator-without-baseline': ({ estimator, baseline, baselines }) => ({
    what: `The ${estimatorName(estimator)} estimator cannot subtract this baseline: ${choiceName('baseline', baseline)}.`,
    todo: `Choose another baseline first: ${anyOf(baselines, (one) => choiceName('baseline', one))}.`,
  }),
  'point-has-no-noise': () => ({
    what: 'The autoencoder has no noise, so its gradient has no variance to measure.',
    kept: NOTHING_CHANGED,
    todo: 'Set Posterior to Gaussian first.',
  }),
  'setting-unknown': ({ key, given }) => ({
    what: `There is no setting ${key} (in ${key}=${given}).`,
    kept: 'The other settings were applied.',
  }),
  'setting-not-a-choice': settingTold('is not one of the choices'),
  'setting-not-a-number': settingTold('is not a number'),
  'setting-not-an-integer': settingTold('is not a whole number'),
  'setting-out-of-range': settingTold('is out of range'),
  'setting-bad-widths': settingTold('is not a list of widths'),
  'setting-no-plane': ({ given, legal }) => ({
    what: `The view ${given} draws gradients of exactly two numbers; the first part of what this model’s encoder returns has another number of them.`,
    kept: 'The first view is shown instead.',
    todo: `It is for two latents that are real numbers or bits, or one latent of two classes. Allowed: ${legal}.`,
  }),
  ...linkFaults,
  ...laneFaults,
}
