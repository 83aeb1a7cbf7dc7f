/** The commit that the page was built from (scripts/hosting/version.ts); empty where none is known. */
declare const __COMMIT__: string
/** The scripts of TF.js's threads, by their names beside the other chunks (scripts/hosting/tfjs-threads.ts); none in development. */
declare const __THREAD_SCRIPTS__: readonly string[]
