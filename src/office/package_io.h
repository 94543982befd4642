/*
 * package_io: what an applicant hands in, as one archive (codec/zip.h), bytes in and bytes out.
 *
 *   manifest.yaml   tianbiao_package: 1, form, form_version, draft_id, revision, code, name, title,
 *                   county, packed (time), files: [{path, name, sha256, bytes, what}]
 *   draft.yaml      the draft as it was, byte for byte
 *   returned.yaml   the last return with the applicant's answers, if there is one (returned_io.h)
 *   documents/…     the application as text and docx
 *   files/001.png   what the draft names, under ASCII names; `name` in the list is the draft's own
 *
 * The same inputs give the same bytes. Nothing of a package is trusted: the archive's frame, the
 * manifest's digests and sizes, that every file is listed and every listed one is there, that names
 * stay inside, that the draft is the one the manifest speaks of and names no file that is missing
 * from the list.
 */
#ifndef OFFICE_PACKAGE_IO_H
#define OFFICE_PACKAGE_IO_H

#include "base/err.h"
#include "codec/zip.h"

struct package_file {
    struct str path;   /* in the archive */
    struct str name;   /* as the draft names it; empty of our own papers */
    struct str digest; /* SHA-256, hexadecimal */
    struct str what;   /* draft, returned, document, file */
    struct sv bytes;   /* borrowed from `zip` (read) or from the caller (made) */
};

struct package {
    struct str form;
    int64_t form_version;
    struct str draft_id;
    uint32_t revision;
    struct str code; /* check code; empty: not final, only in a bare one */
    struct str name; /* of the applicant */
    struct str title;
    struct str county;
    struct str time; /* packed */
    bool bare;       /* made by a desk from a draft that came without a package */
    VEC(struct package_file) files;
    struct zip zip; /* what was read */
};

/* Appends the archive. Fails (ERR_REFUSED) where it would pass the limits. */
bool package_write(const struct package *p, struct str *out, struct err *e);
/* Reads and proves all of it. Fails (ERR_REFUSED) with a sentence that says what is wrong where;
 * `name` stands before it. */
bool package_read(struct sv bytes, const char *name, struct package *out, struct err *e);
void package_release(struct package *p);
const struct package_file *package_find(const struct package *p, struct sv path);
/* The file the draft names so. */
const struct package_file *package_named(const struct package *p, struct sv name);
/* Do the bytes begin like an archive. */
bool package_looks_like(struct sv bytes);

#endif
