#include "out/readers/docx_source.h"

#include "base/i18n.h"
#include "out/readers/xml_pull.h"

/* ---- which part is which ---- */

static bool no_document(struct err *e)
{
    return err_set(e, ERR_REFUSED, "%s",
                   _("这个文件里没有 Word 文档。请用 WPS 或 Word 把申报书另存为 .docx 或“纯文本 "
                     ".txt”，再导入。"));
}

static bool read_relation(struct pull *x, struct sv type, struct str *target)
{
    struct str said = {0};
    bool is = pull_attribute(x, "Type", &said) && sv_ends(str_sv(&said), type) &&
              pull_attribute(x, "Target", target) && target->len;
    str_release(&said);
    return is;
}

/* The target of the first relation of a type (its last word), in the part that lists them; false
 * without an error if there is none. */
static bool find_relation(const struct zip *z, struct sv list, struct sv type, struct str *target,
                          struct err *e)
{
    const struct zip_entry *entry = zip_find(z, list);
    struct pull x = {0};
    bool found = false, ok = entry && pull_open(&x, str_sv(&entry->bytes), e);
    while (ok && !found) {
        ok = pull_next(&x, e) && x.kind != PULL_END;
        found = ok && x.kind == PULL_OPEN && pull_is(&x, "Relationship") &&
                read_relation(&x, type, target);
    }
    pull_close(&x);
    return found;
}

static size_t folder_length(struct sv part)
{
    size_t at = part.len;
    while (at > 0 && part.ptr[at - 1] != '/')
        at--;
    return at;
}

/* A part that the main one names, by its relation or, failing that, under its usual name. */
static const struct zip_entry *find_part(const struct zip *z, struct sv document, struct sv type,
                                         const char *usual)
{
    struct str list = {0}, target = {0}, name = {0};
    size_t folder = folder_length(document);
    str_add_f(&list, "%.*s_rels/%.*s.rels", SV_ARG(sv_sub(document, 0, folder)),
              SV_ARG(sv_from_offset(document, folder)));
    bool found = find_relation(z, str_sv(&list), type, &target, NULL);
    struct sv said = found ? str_sv(&target) : sv_from(usual);
    if (sv_starts(said, SV("/")))
        str_set(&name, sv_from_offset(said, 1));
    else
        str_add_f(&name, "%.*s%.*s", SV_ARG(sv_sub(document, 0, folder)), SV_ARG(said));
    const struct zip_entry *entry = zip_find(z, str_sv(&name));
    str_release(&list);
    str_release(&target);
    str_release(&name);
    return entry;
}

static void find_document(const struct zip *z, struct str *out)
{
    struct str target = {0};
    if (find_relation(z, SV("_rels/.rels"), SV("/officeDocument"), &target, NULL))
        str_set(out, sv_from_offset(str_sv(&target), sv_starts(str_sv(&target), SV("/"))));
    else
        str_set(out, SV("word/document.xml"));
    str_release(&target);
}

bool docx_source_read(const struct zip *z, struct docx_source *out, struct err *e)
{
    find_document(z, &out->document);
    struct sv document = str_sv(&out->document);
    if (!zip_find(z, document))
        return no_document(e);
    const struct zip_entry *styles = find_part(z, document, SV("/styles"), "styles.xml");
    const struct zip_entry *numbering = find_part(z, document, SV("/numbering"), "numbering.xml");
    return (!styles || docx_source_styles(str_sv(&styles->bytes), out, e)) &&
           (!numbering || docx_source_numbering(str_sv(&numbering->bytes), out, e));
}

void docx_source_release(struct docx_source *p)
{
    for (size_t i = 0; i < p->styles.len; i++) {
        str_release(&p->styles.ptr[i].id);
        str_release(&p->styles.ptr[i].based_on);
    }
    for (size_t i = 0; i < p->lists.len; i++) {
        for (size_t n = 0; n < SOURCE_LEVELS; n++) {
            str_release(&p->lists.ptr[i].levels[n].format);
            str_release(&p->lists.ptr[i].levels[n].text);
        }
    }
    vec_release(&p->styles);
    vec_release(&p->lists);
    vec_release(&p->numbers);
    str_release(&p->document);
}

/* ---- styles ---- */

static void read_style_property(const struct pull *x, struct source_style *s)
{
    struct str value = {0};
    if (pull_is(x, "basedOn"))
        pull_attribute(x, "val", &s->based_on);
    else if (pull_is(x, "numId"))
        pull_attribute_number(x, "val", INT32_MAX, &s->number);
    else if (pull_is(x, "ilvl"))
        pull_attribute_number(x, "val", SOURCE_LEVELS - 1, &s->level);
    else if (pull_is(x, "outlineLvl") &&
             pull_attribute_number(x, "val", SOURCE_LEVELS - 1, &s->outline))
        s->outline++;
    else if (pull_is(x, "jc"))
        s->centred = pull_attribute(x, "val", &value) && sv_eq(str_sv(&value), SV("center"));
    str_release(&value);
}

static bool read_style(struct pull *x, struct docx_source *out, struct err *e)
{
    struct source_style *s = vec_add(&out->styles);
    s->number = s->level = SOURCE_NO_NUMBER;
    pull_attribute(x, "styleId", &s->id);
    for (size_t depth = 1; depth > 0;) {
        if (!pull_next(x, e))
            return false;
        if (x->kind == PULL_OPEN)
            read_style_property(x, s);
        depth += x->kind == PULL_OPEN;
        depth -= x->kind == PULL_CLOSE;
    }
    return true;
}

bool docx_source_styles(struct sv bytes, struct docx_source *out, struct err *e)
{
    struct pull x = {0};
    bool ok = pull_open(&x, bytes, e);
    while (ok) {
        ok = pull_next(&x, e);
        if (!ok || x.kind == PULL_END)
            break;
        if (x.kind == PULL_OPEN && x.space == PULL_WORD && pull_is(&x, "style") &&
            out->styles.len < SOURCE_MOST)
            ok = read_style(&x, out, e);
    }
    pull_close(&x);
    return ok;
}

static const struct source_style *find_style(const struct docx_source *p, struct sv id)
{
    for (size_t i = 0; id.len && i < p->styles.len; i++)
        if (sv_eq(str_sv(&p->styles.ptr[i].id), id))
            return &p->styles.ptr[i];
    return NULL;
}

struct source_style docx_source_style(const struct docx_source *p, struct sv id)
{
    enum { DEEPEST = 12 }; /* styles may be based on each other in a ring */
    struct source_style all = {.number = SOURCE_NO_NUMBER, .level = SOURCE_NO_NUMBER};
    const struct source_style *s = find_style(p, id);
    for (int n = 0; s && n < DEEPEST; n++, s = find_style(p, str_sv(&s->based_on))) {
        if (all.number == SOURCE_NO_NUMBER)
            all.number = s->number;
        if (all.level == SOURCE_NO_NUMBER)
            all.level = s->level;
        if (all.outline == 0)
            all.outline = s->outline;
        all.centred |= s->centred;
    }
    return all;
}
