#include "office/package_names.h"

#include "base/i18n.h"
#include "codec/zip.h"
#include "draft/naming.h"

enum { MOST_EXTENSION = 8, LEAST_DIGITS = 3, MOST_DIGITS = 6, MOST_DOCUMENT = 60 };

static const struct {
    struct sv name;
    struct sv path; /* the whole of it, or the folder */
    bool folder;
} parts[PACKAGE_PARTS] = {
    [PACKAGE_PART_DRAFT] = {{"draft", 5}, {PACKAGE_DRAFT, sizeof PACKAGE_DRAFT - 1}, false},
    [PACKAGE_PART_RETURNED] = {{"returned", 8},
                               {PACKAGE_RETURNED, sizeof PACKAGE_RETURNED - 1},
                               false},
    [PACKAGE_PART_DOCUMENT] = {{"document", 8}, {"documents/", 10}, true},
    [PACKAGE_PART_FILE] = {{"file", 4}, {"files/", 6}, true},
};

struct sv package_part_name(enum package_part what)
{
    return parts[what].name;
}

bool package_part_by_name(struct sv name, enum package_part *out)
{
    for (unsigned i = 0; i < PACKAGE_PARTS; i++)
        if (sv_eq(parts[i].name, name)) {
            *out = (enum package_part)i;
            return true;
        }
    return false;
}

/* ---- in the archive ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* Letters and digits at both ends, marks only between. */
static bool document_good(struct sv name)
{
    bool last = false;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool plain = is_letter(c) || is_digit(c);
        if (!plain && (!last || (c != '-' && c != '.')))
            return false;
        last = plain;
    }
    return last && name.len <= MOST_DOCUMENT;
}

static bool file_good(struct sv name)
{
    size_t digits = 0, end;
    while (is_digit(sv_byte(name, digits)))
        digits++;
    if (digits < LEAST_DIGITS || digits > MOST_DIGITS || sv_byte(name, digits) != '.')
        return false;
    for (end = digits + 1; end < name.len; end++)
        if (!is_letter(name.ptr[end]) && !is_digit(name.ptr[end]))
            return false;
    return end > digits + 1 && end - digits - 1 <= MOST_EXTENSION;
}

bool package_path_good(enum package_part what, struct sv path)
{
    if (!parts[what].folder)
        return sv_eq(path, parts[what].path);
    if (!sv_starts(path, parts[what].path))
        return false;
    struct sv rest = sv_from_offset(path, parts[what].path.len);
    return what == PACKAGE_PART_DOCUMENT ? document_good(rest) : file_good(rest);
}

/* Behind the last full stop, in small letters; empty where it is none of ours. */
static void add_extension(struct str *out, struct sv name)
{
    size_t dot = name.len;
    while (dot > 0 && name.ptr[dot - 1] != '.' && name.ptr[dot - 1] != '/')
        dot--;
    struct sv extension = sv_from_offset(name, dot);
    if (dot < 2 || name.ptr[dot - 1] != '.' || extension.len > MOST_EXTENSION)
        return;
    size_t start = out->len;
    for (size_t i = 0; i < extension.len; i++) {
        char c = extension.ptr[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if (!is_letter(c) && !is_digit(c)) {
            str_truncate(out, start);
            return;
        }
        str_add_byte(out, c);
    }
}

void package_add_path(struct str *out, size_t number, struct sv name)
{
    str_add_f(out, "files/%03zu.", number);
    size_t start = out->len;
    add_extension(out, name);
    if (out->len == start)
        str_add(out, SV("bin"));
}

/* ---- beside the draft ---- */

enum { SHOWN = 60 };

static bool refuse(struct sv name, const char *why, struct err *e)
{
    struct str shown = {0};
    naming_add_quoted(&shown, name, SHOWN);
    err_set(e, ERR_REFUSED, _("文件名“%s”%s，请给文件改名，再把草稿里记的名字跟着改过来。"),
            shown.ptr ? shown.ptr : "", why);
    str_release(&shown);
    return false;
}

static char lower(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c;
}

static bool same_letters(struct sv a, struct sv b)
{
    size_t i = 0;
    while (i < a.len && a.len == b.len && lower(a.ptr[i]) == lower(b.ptr[i]))
        i++;
    return a.len == b.len && i == a.len;
}

/* What a desk keeps beside a draft it has taken in. */
static bool is_kept_back(struct sv name)
{
    static const char *const ours[] = {PACKAGE_MANIFEST, PACKAGE_DRAFT, PACKAGE_RETURNED,
                                       "package.zip", "review.yaml"};
    struct sv top = sv_sub(name, 0, sv_find_byte(name, '/', 0));
    for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++)
        if (same_letters(top, sv_from(ours[i])))
            return true;
    return false;
}

static bool has_hidden_part(struct sv name)
{
    return sv_starts(name, SV(".")) || sv_contains(name, SV("/."));
}

static bool name_good(struct sv name, struct err *e)
{
    struct err why = {0};
    if (has_hidden_part(name))
        return refuse(name, _("里有以点开头的一段，送到别处会看不见或者指到别处"), e);
    if (sv_ends(name, SV("/")))
        return refuse(name, _("是文件夹的写法，要写到文件为止"), e);
    if (is_kept_back(name))
        return refuse(name, _("和送审包里程序自己的文件同名"), e);
    bool good = zip_names_good(&name, 1, &why);
    err_clear(&why);
    return good || refuse(name,
                          _("在别的电脑上用不了：要写草稿所在文件夹里面的文件，用 / "
                            "分隔，没有盘符、反斜杠和看不见的字符，不超过 512 个字节"),
                          e);
}

/* The name with which they stop agreeing: what holds for some holds for any fewer of them. */
static bool refuse_pair(const struct sv *names, size_t count, struct err *e)
{
    size_t good = 1, bad = count;
    while (bad - good > 1) {
        struct err why = {0};
        size_t middle = good + (bad - good) / 2;
        if (zip_names_good(names, middle, &why))
            good = middle;
        else
            bad = middle;
        err_clear(&why);
    }
    return refuse(names[bad - 1], _("和另一个文件名只差大小写或写法，在别的电脑上会是同一个"), e);
}

bool package_names_good(const struct sv *names, size_t count, struct err *e)
{
    struct err why = {0};
    for (size_t i = 0; i < count; i++)
        if (!name_good(names[i], e))
            return false;
    bool agree = zip_names_good(names, count, &why);
    err_clear(&why);
    return agree || refuse_pair(names, count, e);
}
