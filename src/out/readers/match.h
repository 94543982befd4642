/*
 * match: are these the form's words, however they were typed.
 *
 * People spread labels out with blanks (企　业　全　称), type either width of brackets and colons,
 * straight quotation marks for curly ones, and other ways of numbering. Words match when they are
 * the same without blanks, folded to one width and case. Offsets are bytes.
 */
#ifndef OUT_READERS_MATCH_H
#define OUT_READERS_MATCH_H

#include "base/str.h"

/* Where `words` end that stand in `text` from `at` on, blanks before them allowed; SV_NONE if they
 * do not stand there. Empty words never do. */
size_t match_words(struct sv text, size_t at, struct sv words);
/* Is the text these words and nothing else? */
bool match_whole(struct sv text, struct sv words);
/* A hash of the text without blanks, folded: equal for texts that match. */
uint64_t match_key(struct sv text);
/* The number of the point a paragraph opens with: 一、 （1） ① …; *end is where its mark ends. 0
 * with *end 0 where there is none, 0 with *end set where it is not a number. */
uint32_t match_number(struct sv text, size_t *end);
/* The offset behind blanks, and behind blanks and low lines (a line to write on). */
size_t match_skip_blanks(struct sv text, size_t at);
size_t match_skip_line(struct sv text, size_t at);
/* The offset behind the bracketed remarks that stand at `at`, （300字以内） (模 板), blanks between
 * and behind them included; `at` where there is none. */
size_t match_skip_remarks(struct sv text, size_t at);
/* Without blanks and low lines at both ends. */
struct sv match_trim_line(struct sv text);

#endif
