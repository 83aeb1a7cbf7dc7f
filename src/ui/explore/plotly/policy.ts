/**
 * plotly.js puts its style sheet into a <style> element, which the page's policy forbids. An element of its name that
 * says so keeps it from trying; the rules that are needed are in plotly.css, from this origin.
 */
import './plotly.css'

const notice = document.createElement('meta')
notice.id = 'plotly.js-style-global'
notice.className = 'no-inline-styles'
document.head.append(notice)
