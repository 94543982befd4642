/*
 * Packages: a refusal, or one whose list is true and whose files may lie beside a draft anywhere.
 *
 * The input is the manifest; the archive around it is whole, its draft final and its files always
 * the same, so that digests that are right are among the seeds.
 */
#include "fuzz.h"
#include "office/package_io.h"
#include "store/path.h"

#define DRAFT \
    "tianbiao: 1\nform: small\nform_version: 2\ndraft_id: 0123456789abcdef\nrevision: 1\n" \
    "finals:\n  - {revision: 1, code: AFD7-DTAD-A46D, time: 2024-06-01T09:00}\n" \
    "answers:\n  cover: {company: 样例, address: {county: 县}}\n  brief: {name: 名}\n" \
    "  papers:\n    licence: {files: [a.pdf, 材料/b.png]}\n"

static void add_archive(struct str *out, struct sv manifest)
{
    struct zip z = {0};
    struct err e = {0};
    zip_add(&z, SV(PACKAGE_MANIFEST), manifest, false);
    zip_add(&z, SV(PACKAGE_DRAFT), SV(DRAFT), false);
    zip_add(&z, SV("documents/application.txt"), SV("text"), false);
    zip_add(&z, SV("files/001.pdf"), SV("pdf"), false);
    zip_add(&z, SV("files/002.png"), SV("png"), false);
    if (!zip_write(&z, out, &e))
        fuzz_harness_fails("the archive", &e);
    zip_release(&z);
}

static void check_files(const struct package *p)
{
    HOLDS(p->files.len == 4);
    for (size_t i = 0; i < p->files.len; i++) {
        const struct package_file *file = &p->files.ptr[i];
        enum package_part what;
        struct sv name = str_sv(&file->name);
        HOLDS(package_part_by_name(str_sv(&file->what), &what));
        HOLDS(package_path_good(what, str_sv(&file->path)));
        HOLDS(package_find(p, str_sv(&file->path)) == file);
        HOLDS((what == PACKAGE_PART_FILE) == (name.len > 0));
        HOLDS(name.len == 0 || (path_stays_inside(name) && name.ptr[0] != '.'));
        HOLDS(fuzz_showable(name) && sv_find_byte(name, '\n', 0) == SV_NONE);
        HOLDS(name.len == 0 || package_named(p, name) == file);
    }
}

/* What was read is written to what reads the same. */
static void write_again(const struct package *p)
{
    struct str bytes = {0};
    struct package back = {0};
    struct err e = {0};
    if (!package_write(p, &bytes, &e))
        fuzz_broken("what was read can be written", &e);
    if (!package_read(str_sv(&bytes), "x", &back, &e))
        fuzz_broken("what was written can be read", &e);
    HOLDS(back.files.len == p->files.len);
    HOLDS(sv_eq(str_sv(&back.name), str_sv(&p->name)));
    HOLDS(sv_eq(str_sv(&back.title), str_sv(&p->title)));
    HOLDS(sv_eq(str_sv(&back.county), str_sv(&p->county)));
    package_release(&back);
    str_release(&bytes);
}

static void check_fit(const struct package *p)
{
    static struct form *form;
    struct draft *d = NULL;
    struct err e = {0};
    if (!form)
        form = fuzz_form("tests/fixtures/forms/small/form.yaml");
    if (!draft_parse(form, SV(DRAFT), "d", &d, NULL, &e))
        fuzz_harness_fails("the draft", &e);
    if (package_fits(p, d, "x", &e))
        HOLDS(package_named(p, SV("a.pdf")) && package_named(p, SV("材料/b.png")));
    else
        fuzz_refused(&e);
    draft_free(d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str archive = {0};
    struct package p = {0};
    struct err e = {0};
    if (size > ZIP_MAX_ENTRY_BYTES)
        return 0;
    add_archive(&archive, fuzz_input(data, size));
    if (package_read(str_sv(&archive), "x", &p, &e)) {
        check_files(&p);
        write_again(&p);
        check_fit(&p);
    } else {
        HOLDS(p.files.len == 0 && p.zip.entries.len == 0);
        fuzz_refused(&e);
    }
    package_release(&p);
    str_release(&archive);
    return 0;
}
