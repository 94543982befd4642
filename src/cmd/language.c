#include "cmd/language.h"

#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "store/file.h"
#include "store/path.h"

/* ---- the terminal ---- */

static bool is_ascii_codeset(const char *name)
{
    return strcmp(name, "ANSI_X3.4-1968") == 0 || strcmp(name, "US-ASCII") == 0;
}

enum terminal_text language_init_terminal(void)
{
    static const char *const fallbacks[] = {"C.UTF-8", "C.utf8", "zh_CN.UTF-8", "en_US.UTF-8"};
    bool found = setlocale(LC_CTYPE, "") && !is_ascii_codeset(nl_langinfo(CODESET));
    for (size_t i = 0; !found && i < sizeof fallbacks / sizeof fallbacks[0]; i++)
        found = setlocale(LC_CTYPE, fallbacks[i]) != NULL;
    const char *codeset = nl_langinfo(CODESET);
    if (strcmp(codeset, "UTF-8") == 0)
        return TERMINAL_UTF8;
    return strncmp(codeset, "GB", 2) == 0 ? TERMINAL_GB : TERMINAL_OTHER;
}

/* ---- the words ---- */

struct sv language_known(struct sv name)
{
    static const char *const known[] = {"zh", "en"};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        struct sv rest = sv_from_offset(name, 2);
        if (sv_starts(name, sv_from(known[i])) &&
            (rest.len == 0 || strchr("_-.@", rest.ptr[0]) != NULL))
            return sv_from(known[i]);
    }
    return SV("");
}

/* The first language of a list that we speak: LANGUAGE may be "de:en". */
static struct sv first_known(struct sv list)
{
    struct sv piece;
    while (sv_next(&list, ':', &piece)) {
        struct sv known = language_known(piece);
        if (known.len)
            return known;
    }
    return SV("");
}

/* A locale variable that is set decides, whether we speak its language or not; the two made for
 * languages decide when we do. */
static struct sv choose(const char *asked)
{
    static const char *const lists[] = {"TIANBIAO_LANG", "LANGUAGE"};
    static const char *const locales[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    struct sv known = language_known(sv_from(asked));
    for (size_t i = 0; known.len == 0 && i < sizeof lists / sizeof lists[0]; i++)
        known = first_known(sv_from(getenv(lists[i])));
    for (size_t i = 0; known.len == 0 && i < sizeof locales / sizeof locales[0]; i++) {
        const char *value = getenv(locales[i]);
        if (value && value[0]) {
            known = language_known(sv_from(value));
            break;
        }
    }
    return known.len ? known : SV("zh");
}

/* A build folder has its catalogues beside the program. */
static void find_catalogues(struct sv language, struct str *out)
{
    char program[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", program, sizeof program);
    struct str file = {0};
    if (len > 0 && (size_t)len < sizeof program)
        path_join(out, path_folder(sv_make(program, (size_t)len)), SV("locale"));
    str_add_f(&file, "%s/%.*s/LC_MESSAGES/" PACKAGE ".mo", out->len ? out->ptr : LOCALEDIR,
              SV_ARG(language));
    if (out->len == 0 || !file_exists(file.ptr))
        str_set(out, SV(LOCALEDIR));
    str_release(&file);
}

static bool counts_for_gettext(const char *locale)
{
    return locale && strcmp(locale, "C") != 0 && strncmp(locale, "C.", 2) != 0 &&
           strcmp(locale, "POSIX") != 0;
}

static bool init_messages(void)
{
    static const char *const names[] = {"", "en_US.UTF-8", "en_GB.UTF-8", "zh_CN.UTF-8",
                                        "C_EN.UTF-8"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (counts_for_gettext(setlocale(LC_MESSAGES, names[i])))
            return true;
    return false;
}

/* A sentence every catalogue has tells whether ours is read. */
static bool catalogue_answers(void)
{
    static const char word[] = N_("填表");
    const char *answer = gettext(word);
    return strcmp(answer, word) != 0;
}

bool language_init_words(const char *asked)
{
    struct str folder = {0};
    struct sv language = choose(asked);
    if (sv_eq(language, SV("zh")))
        return true;
    find_catalogues(language, &folder);
    bindtextdomain(PACKAGE, folder.ptr);
    bind_textdomain_codeset(PACKAGE, "UTF-8");
    textdomain(PACKAGE);
    str_release(&folder);
    return setenv("LANGUAGE", language.ptr, 1) == 0 && init_messages() && catalogue_answers();
}
