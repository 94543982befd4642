/*
 * i18n: the program's words.
 *
 * Messages are written in Chinese in the source, so the program speaks Chinese with no catalogue
 * and no Chinese locale;
 * `_()` looks for another language only when one was asked for. N_() marks a message in a table
 * that is translated where it is shown. Text that comes from a form is data and is never translated
 * here.
 */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) (text)

#endif
