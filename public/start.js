// If the lab does not start, says why and what to do. In plain old JavaScript: it must run where nothing else does.
;(function () {
  var page = document.getElementById('not-started')
  var root = document.getElementById('root')

  function tell(why, part) {
    if (!page || !root || root.hasChildNodes() || page.hasAttribute('data-told')) return
    var told = page.querySelector('[data-why="' + why + '"]')
    var detail = told.querySelector('[data-part]')
    var link = told.querySelector('[data-address]')
    if (detail) detail.textContent = part
    if (link) link.textContent = link.href = location.href
    page.querySelector('[data-why="unknown"]').hidden = true
    told.hidden = false
    page.setAttribute('data-told', why)
  }

  function isFramed() {
    return window.top !== window.self
  }

  addEventListener(
    'error',
    function (event) {
      var target = event.target
      var isScript = target instanceof HTMLScriptElement
      if (!isScript && target !== window) return
      if (location.protocol === 'file:') tell('file')
      else if (isScript && isFramed() && self.origin === 'null') tell('frame')
      else if (isScript) tell('missing', target.src.slice(target.src.lastIndexOf('/') + 1))
      else tell('broken', event.message)
    },
    true, // what could not be loaded is told of on its way down alone
  )
})()
