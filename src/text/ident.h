/*
 * ident: identifiers people type: credit codes, phones, e-mail addresses (text-rules 6).
 *
 * Each has a canonical form (what is stored after the writer leaves the field is what was typed;
 * what is compared is the canonical form) and a verdict. Whether a verdict is an error or a warning
 * is the form's business.
 */
#ifndef TEXT_IDENT_H
#define TEXT_IDENT_H

#include "base/str.h"

/* 统一社会信用代码, GB 32100-2015. The first that fails, in this order. */
enum credit_code {
    CREDIT_CODE_GOOD,
    CREDIT_CODE_LENGTH,   /* not 18 characters */
    CREDIT_CODE_ALPHABET, /* a character outside 0-9 A-Z without I O S V Z, or in the first place an
                             unknown office */
    CREDIT_CODE_DIVISION, /* places 3 to 8 not digits */
    CREDIT_CODE_ORGANISATION, /* place 17 fails GB 11714: a warning, old codes do */
    CREDIT_CODE_CHECK,        /* place 18 fails: a warning likewise */
};

/* Blanks out, full-width folded, upper case. */
void credit_code_canonical(struct sv typed, struct str *out);
/* `at` (may be NULL) gets the first wrong place, 1 to 18, for ALPHABET and DIVISION. */
enum credit_code credit_code_check(struct sv canonical, int *at);

enum phone {
    PHONE_GOOD,
    PHONE_NO_AREA_CODE, /* seven or eight digits alone: a warning */
    PHONE_BAD,
};

/* Blanks, brackets and hyphens out, folded, +86 and 0086 dropped. One number only. */
void phone_canonical(struct sv typed, struct str *out);
/* Takes what was typed: hyphens matter for extensions. */
enum phone phone_check(struct sv typed);

/* Blanks at the ends out, full-width ＠ and ． folded. */
void email_canonical(struct sv typed, struct str *out);
bool email_check(struct sv canonical);

#endif
