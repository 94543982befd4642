/*
 * language: the locale at start-up, and which language the program speaks (text-rules 5.3).
 *
 * LC_CTYPE decides what the terminal can show: the environment's, or, where that is missing or
 * ASCII, the first UTF-8 locale the machine has. LC_NUMERIC and the rest stay "C".
 *
 * The language is chosen by --lang, then TIANBIAO_LANG, LANGUAGE, LC_ALL, LC_MESSAGES and LANG,
 * read as text: whether such a locale is installed does not matter. Chinese is what the source is
 * written in and needs nothing. For English, gettext must be made to look at a catalogue at all:
 * glibc does not in the locales C and (from 2.39 on) C.UTF-8, whatever LANGUAGE says. So
 * LC_MESSAGES is set to any other locale there is; where there is none but C.UTF-8, that one under
 * another name: glibc drops the parts of a name it does not find, and "C_EN.UTF-8" gives the data
 * of C.UTF-8 under a name that gettext takes for a language. LANGUAGE then picks the catalogue.
 */
#ifndef CMD_LANGUAGE_H
#define CMD_LANGUAGE_H

#include "base/str.h"

enum terminal_text {
    TERMINAL_UTF8,
    TERMINAL_GB,    /* GB18030, GBK or GB2312: left as it is */
    TERMINAL_OTHER, /* Chinese cannot be shown */
};

/* Sets LC_CTYPE. */
enum terminal_text language_init_terminal(void);
/* "zh", "en", and longer names of them: the language to speak, as "zh" or "en"; empty for others.
 */
struct sv language_known(struct sv name);
/* Starts speaking: `asked` is --lang's value or NULL. Catalogues are looked for in locale/ beside
 * the program, then in the installation. False when another language than Chinese was asked for and
 * its catalogue or a locale for it is missing. */
bool language_init_words(const char *asked);

#endif
