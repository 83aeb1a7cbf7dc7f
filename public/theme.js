// Before the first paint, so that it has the right colours; src/ui/theme.ts keeps them so.
;(() => {
  let theme = null
  try {
    theme = localStorage.getItem('elbo-lab:theme')
  } catch {
    // storage may be forbidden
  }
  if ((theme !== 'light' && theme !== 'dark') || matchMedia('(forced-colors: active)').matches)
    theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  document.documentElement.dataset.theme = theme
})()
