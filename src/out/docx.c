#include "out/docx_writer.h"

#include "base/xalloc.h"

static bool add_look(struct docx *d, struct err *e)
{
    struct str styles = {0}, fonts = {0};
    bool ok = docx_write_styles(&styles, e) && docx_write_fonts(&fonts, e);
    if (ok) {
        zip_add(&d->zip, SV("word/styles.xml"), str_sv(&styles), true);
        zip_add(&d->zip, SV("word/fontTable.xml"), str_sv(&fonts), true);
    }
    str_release(&styles);
    str_release(&fonts);
    return ok;
}

/* Pictures are found while the document is written; the list of what is in the file has to be its
 * first entry (some readers look no further to know what kind of file it is). */
static void put_parts_first(struct zip *zip, size_t first)
{
    struct zip_entry *copy = xcalloc(zip->entries.len ? zip->entries.len : 1, sizeof *copy);
    for (size_t i = 0; i < zip->entries.len; i++)
        copy[(i + zip->entries.len - first) % zip->entries.len] = zip->entries.ptr[i];
    for (size_t i = 0; i < zip->entries.len; i++)
        zip->entries.ptr[i] = copy[i];
    free(copy);
}

/* Text that repeats itself packs better than a reader that fears bombs lets pass: then it is stored
 * as it is. */
static bool write_zip(struct zip *zip, struct str *out, struct err *e)
{
    if (zip_write(zip, out, NULL))
        return true;
    for (size_t i = 0; i < zip->entries.len; i++)
        zip->entries.ptr[i].deflate = false;
    return zip_write(zip, out, e);
}

bool docx_write(const struct doc *doc, const struct docx_options *options, struct str *out,
                struct err *e)
{
    struct docx d = {.doc = doc, .options = options};
    struct str document = {0};
    bool ok = docx_write_body(&d, &document, e);
    size_t media = d.zip.entries.len;
    ok = ok && docx_add_parts(&d, e) && add_look(&d, e);
    if (ok) {
        zip_add(&d.zip, SV("word/document.xml"), str_sv(&document), true);
        put_parts_first(&d.zip, media);
        ok = write_zip(&d.zip, out, e);
    }
    str_release(&document);
    zip_release(&d.zip);
    vec_release(&d.pictures);
    vec_release(&d.heads);
    return ok;
}
