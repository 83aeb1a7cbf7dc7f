/** The commit that the page was built from (scripts/hosting/version.ts); empty where none is known. */
declare const __COMMIT__: string
