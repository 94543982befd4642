#include "cmd/desk/reader_papers.h"

#include "base/i18n.h"
#include "cmd/gather.h"
#include "codec/picture.h"
#include "draft/edit.h"
#include "out/docx.h"
#include "out/plain.h"
#include "store/file.h"
#include "store/path.h"

/* On paper, and therefore Chinese. */
#define STRUCK_OUT "（略）"

/* ---- what is private ---- */

static bool is_private(const struct form *form, uint32_t field)
{
    for (; field != NO_FIELD; field = form->fields[field].parent)
        for (uint32_t i = 0; i < form->desk.private.len; i++)
            if (sv_eq(form->desk.private.ptr[i], form->fields[field].path))
                return true;
    return false;
}

static void strike(struct draft *d, const struct field *field, uint32_t row)
{
    struct place place = {field->index, row};
    if (draft_slot(d, place) && draft_text(d, place).len)
        draft_set(d, NULL, place, SV(STRUCK_OUT));
}

static bool is_leaf(const struct field *field)
{
    return field->end == field->index + 1 && field->computed.kind == COMPUTED_NONE &&
           !(kind_flags(field->kind) & KIND_ROWS);
}

static void strike_private(struct draft *d)
{
    const struct form *form = d->form;
    for (uint32_t f = 0; f < form->field_count; f++) {
        const struct field *field = &form->fields[f];
        if (!is_leaf(field) || !is_private(form, f))
            continue;
        const struct rows *rows = field->table == NO_FIELD ? NULL : draft_rows(d, field->table);
        if (!rows)
            strike(d, field, 0);
        for (size_t i = 0; rows && i < rows->len; i++)
            strike(d, field, rows->ptr[i].key);
    }
}

/* What is computed from other answers may be private by itself. */
static void strike_printed(struct doc *doc, const struct form *form)
{
    for (size_t i = 0; i < doc->blocks.len; i++) {
        struct block *b = &doc->blocks.ptr[i];
        if (b->place.field == NO_FIELD || b->text.len == 0 || !is_private(form, b->place.field))
            continue;
        b->text = SV(STRUCK_OUT);
        b->over = b->text.len;
    }
}

/* ---- pictures ---- */

/* Not one that is only looked for: the facts say it is there, a picture, and inside. */
static bool read_picture(const struct facts *facts, struct sv folder, struct sv name,
                         struct str *bytes)
{
    const struct file_fact *fact = facts_find(facts, name);
    struct str path = {0};
    struct err e = {0};
    if (!fact || fact->state != FILE_THERE || !fact->picture)
        return false;
    path_join(&path, folder, name);
    bool ok = file_read(path.ptr, FILE_MAX_BYTES, bytes, &e);
    err_clear(&e);
    str_release(&path);
    return ok;
}

/* The picture as a file, by whose name the document calls it. */
static bool take_picture(struct doc *doc, struct block *figure, struct str *bytes, struct sv stem,
                         struct reader_files *out)
{
    struct picture picture = {0};
    struct err e = {0};
    if (!picture_read(str_sv(bytes), &picture, &e)) {
        err_clear(&e);
        return false;
    }
    struct reader_file *file = vec_add(out);
    str_add_f(&file->name, "%.*s-%zu.%s", SV_ARG(stem), out->len,
              picture.kind == PICTURE_PNG ? "png" : "jpg");
    str_move(&file->bytes, bytes);
    figure->file = arena_copy(&doc->arena, str_sv(&file->name));
    return true;
}

static void take_pictures(struct doc *doc, const struct facts *facts, struct sv folder,
                          struct sv stem, struct reader_files *out, struct str *left_out)
{
    for (size_t i = 0; i < doc->blocks.len; i++) {
        struct block *b = &doc->blocks.ptr[i];
        struct str bytes = {0};
        if (b->kind != BLOCK_FIGURE || b->file.len == 0)
            continue;
        if (!read_picture(facts, folder, b->file, &bytes) ||
            !take_picture(doc, b, &bytes, stem, out))
            str_add_f(left_out, "%s%.*s", left_out->len ? _("、") : "", SV_ARG(b->file));
        str_release(&bytes);
    }
}

static bool find_picture(void *context, struct sv path, struct sv *bytes)
{
    const struct reader_files *files = context;
    for (size_t i = 0; i < files->len; i++)
        if (sv_eq(str_sv(&files->ptr[i].name), path)) {
            *bytes = str_sv(&files->ptr[i].bytes);
            return true;
        }
    return false;
}

/* ---- documents ---- */

static struct str *add_file(struct reader_files *out, struct sv stem, const char *extension)
{
    struct reader_file *file = vec_add(out);
    str_add_f(&file->name, "%.*s.%s", SV_ARG(stem), extension);
    return &file->bytes;
}

static bool write_text(const struct doc *doc, struct str *out, struct err *e)
{
    struct sheets sheets = {0};
    sheets_make(doc, sheet_profile_by_name(SV("official")), &sheets);
    bool ok = plain_write(&sheets, ENCODING_UTF8_BOM, out, NULL, e);
    sheets_release(&sheets);
    return ok;
}

/* The docx is made while the pictures' files are those of this draft alone. */
static bool write_docx(const struct doc *doc, struct reader_files *pictures, struct str *out,
                       struct err *e)
{
    const struct docx_options options = {.picture = find_picture, .context = pictures};
    return docx_write(doc, &options, out, e);
}

bool reader_papers_make(struct opened *draft, struct sv stem, struct sv mark,
                        struct reader_files *out, struct str *left_out, struct err *e)
{
    struct doc doc = {0};
    struct facts facts = {0};
    struct reader_files pictures = {0};
    const char *path = draft->file.path.ptr;
    strike_private(draft->draft);
    gather_facts(draft->draft, path, &facts);
    compose_application(draft->draft, &facts, &doc);
    strike_printed(&doc, draft->form);
    doc.mark = arena_copy(&doc.arena, mark);
    take_pictures(&doc, &facts, path_folder(sv_from(path)), stem, &pictures, left_out);
    bool ok = write_text(&doc, add_file(out, stem, "txt"), e) &&
              write_docx(&doc, &pictures, add_file(out, stem, "docx"), e);
    for (size_t i = 0; i < pictures.len; i++)
        vec_push(out, pictures.ptr[i]);
    vec_release(&pictures);
    facts_release(&facts);
    doc_release(&doc);
    return ok;
}

void reader_files_release(struct reader_files *list)
{
    for (size_t i = 0; i < list->len; i++) {
        str_release(&list->ptr[i].name);
        str_release(&list->ptr[i].bytes);
    }
    vec_release(list);
}
