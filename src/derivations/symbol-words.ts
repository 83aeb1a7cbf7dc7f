/** What each symbol of symbols.ts means, in each language. */
import type { InLanguages } from './derivation.ts'
import { en } from './symbols.en.ts'
import type { SymbolId } from './symbols.ts'
import { zhCN } from './symbols.zh-CN.ts'

export const SYMBOL_WORDS: InLanguages<Readonly<Record<SymbolId, string>>> = { en, 'zh-CN': zhCN }
