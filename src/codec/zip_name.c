#include <stdlib.h>
#include <unicase.h>

#include "base/i18n.h"
#include "codec/zip_frame.h"
#include "text/cluster.h"
#include "text/norm.h"
#include "text/utf8.h"

void zip_add_shown(struct str *out, struct sv name)
{
    enum { MOST = 200 };
    size_t end = 0;
    for (size_t at = 0, next; at < name.len && at < MOST; at = end = next) {
        char32_t cp;
        next = at + utf8_decode(name, at, &cp);
        struct sv mark = norm_mark(sv_sub(name, at, next));
        if (cp == 0xFFFD && next - at == 1)
            str_add_f(out, "\\x%02X", (unsigned char)name.ptr[at]);
        else if (mark.len)
            str_add_f(out, "\\u%04X", (unsigned)cp);
        else
            str_add(out, sv_sub(name, at, next));
    }
    if (end < name.len)
        str_add(out, SV("…"));
}

static bool refuse(struct sv name, const char *why, struct err *e)
{
    struct str shown = {0};
    zip_add_shown(&shown, name);
    err_set(e, ERR_REFUSED, _("压缩包里有个文件名“%s”%s。请不要打开这个包，向送来的人问清楚。"),
            shown.ptr ? shown.ptr : "", why);
    str_release(&shown);
    return false;
}

/* Older programs pack names in the code of their country: no ill will. */
static bool refuse_code(struct sv name, struct err *e)
{
    struct str shown = {0};
    zip_add_shown(&shown, name);
    err_set(e, ERR_REFUSED,
            _("压缩包里的文件名“%s”不是 UTF-8 编码，或者没有标明。请让送来的人用新一些的压缩软件，"
              "或者先把文件名改成英文，再重新打包。"),
            shown.ptr);
    str_release(&shown);
    return false;
}

static bool has_invisible(struct sv name)
{
    for (size_t at = 0, next; at < name.len; at = next) {
        next = cluster_next(name, at);
        if (norm_mark(sv_sub(name, at, next)).len)
            return true;
    }
    return false;
}

static bool has_letter(struct sv name)
{
    if (name.len < 2 || name.ptr[1] != ':')
        return false;
    char c = name.ptr[0];
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool parts_good(struct sv name, struct err *e)
{
    /* The one slash at its end makes a folder. */
    struct sv rest = sv_ends(name, SV("/")) ? sv_sub(name, 0, name.len - 1) : name;
    for (size_t from = 0, to; from <= rest.len; from = to + 1) {
        to = sv_find_byte(rest, '/', from);
        if (to == SV_NONE)
            to = rest.len;
        struct sv part = sv_sub(rest, from, to);
        if (part.len == 0)
            return refuse(name, from ? _("里有一段是空的") : _("以斜杠开头，指向包外"), e);
        if (sv_eq(part, SV(".")) || sv_eq(part, SV("..")))
            return refuse(name, _("里有“.”或“..”，会指到包外"), e);
    }
    return true;
}

bool zip_name_good(struct sv name, bool utf8, const struct zip_limits *limits, struct err *e)
{
    if (name.len == 0)
        return refuse(name, _("是空的"), e);
    if (name.len > limits->name_bytes)
        return refuse(name, _("太长"), e);
    if (!utf8_valid(name, NULL) || (!utf8 && utf8_length(name) != name.len))
        return refuse_code(name, e);
    if (has_invisible(name))
        return refuse(name, _("里有控制字符或看不见的字符"), e);
    if (sv_find_byte(name, '\\', 0) != SV_NONE)
        return refuse(name, _("里有反斜杠"), e);
    if (has_letter(name))
        return refuse(name, _("以盘符开头，指向包外"), e);
    return parts_good(name, e);
}

/* ---- together ---- */

/* A name as a file system that heeds neither case nor composition sees it. */
struct folded {
    struct str text; /* without a folder's slash */
    struct sv name;
    bool folder;
};

VEC_TYPE(folded_names, struct folded);

static void fold(struct sv name, struct folded *out)
{
    size_t len = 0;
    out->folder = sv_ends(name, SV("/"));
    struct sv bare = sv_sub(name, 0, name.len - out->folder);
    uint8_t *text = u8_casefold((const uint8_t *)bare.ptr, bare.len, NULL, UNINORM_NFC, NULL, &len);
    if (!text)
        memory_die();
    str_set(&out->text, sv_make((char *)text, len));
    free(text);
    out->name = name;
}

static int compare_folded(const void *a, const void *b)
{
    const struct folded *x = a, *y = b;
    return sv_cmp(str_sv(&x->text), str_sv(&y->text));
}

/* A folder may be listed and implied; a file stands once and has nothing below it. */
static bool alone(const struct folded_names *names, size_t i, struct err *e)
{
    const struct folded *name = &names->ptr[i];
    if (i && compare_folded(name, name - 1) == 0)
        return refuse(name->name, _("出现了两次（不分大小写）"), e);
    struct sv text = str_sv(&name->text);
    for (size_t slash = 0; (slash = sv_find_byte(text, '/', slash)) != SV_NONE; slash++) {
        struct folded above = {.text = {.ptr = name->text.ptr, .len = slash}};
        const struct folded *found =
            bsearch(&above, names->ptr, names->len, sizeof *names->ptr, compare_folded);
        if (found && !found->folder)
            return refuse(found->name, _("又是文件又是文件夹"), e);
    }
    return true;
}

bool zip_names_agree(const struct zip_members *members, struct err *e)
{
    struct folded_names names = {0};
    bool ok = true;
    for (size_t i = 0; i < members->len; i++)
        fold(members->ptr[i].name, vec_add(&names));
    if (names.len)
        qsort(names.ptr, names.len, sizeof *names.ptr, compare_folded);
    for (size_t i = 0; ok && i < names.len; i++)
        ok = alone(&names, i, e);
    for (size_t i = 0; i < names.len; i++)
        str_release(&names.ptr[i].text);
    vec_release(&names);
    return ok;
}

bool zip_names_good(const struct sv *names, size_t count, struct err *e)
{
    struct zip_members members = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        ok = zip_name_good(names[i], true, &zip_limits_usual, e);
        vec_push(&members, (struct zip_member){.name = names[i]});
    }
    ok = ok && zip_names_agree(&members, e);
    vec_release(&members);
    return ok;
}
