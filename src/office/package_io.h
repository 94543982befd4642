/*
 * package_io: what an applicant hands in, as one archive (codec/zip.h), bytes in and bytes out.
 *
 *   manifest.yaml   tianbiao_package: 1, form, form_version, draft_id, revision, code, name, title,
 *                   county, packed (time), files: [{path, name, what, bytes, sha256}]
 *   draft.yaml      the draft as it was, byte for byte
 *   returned.yaml   the last return with the applicant's answers, if there is one (returned_io.h)
 *   documents/…     the application and what is bound with it, as text and docx
 *   files/001.png   what the draft names, under ASCII names; `name` in the list is the draft's own
 *
 * The same inputs, the time among them, give the same bytes. Nothing of a package is trusted: the
 * archive's frame, the manifest's digests and sizes, that every file is listed and every listed one
 * is there, that names stay inside, that the draft is the one the manifest speaks of and is no
 * demonstration. With the form at hand package_fits proves the rest: that the draft names no file
 * that is missing from the list and the list none that the draft does not name, and that the
 * manifest's words are the draft's.
 */
#ifndef OFFICE_PACKAGE_IO_H
#define OFFICE_PACKAGE_IO_H

#include "codec/zip.h"
#include "draft/draft.h"
#include "office/package_names.h"

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

/* Files under `files/` at the most. */
enum { PACKAGE_MOST_FILES = 1900 };

/* Sets what the manifest says of a draft: form, ids, 稿次, the words officers know it by. `code`:
 * the last 定稿's, empty where the draft is not final. The time and the files are the caller's. */
void package_describe(struct package *p, const struct draft *d, struct sv code);
/* Adds a file whose bytes stay the caller's; `path` is where it lies in the archive. */
void package_add(struct package *p, enum package_part what, struct sv path, struct sv bytes);
/* Adds a file the draft names, under the next ASCII name. */
void package_add_named(struct package *p, struct sv name, struct sv bytes);
/* Appends the archive. Fails (ERR_REFUSED), with what to do about it, where it would pass the
 * limits or a name would not do everywhere; nothing is appended that package_read would refuse. */
bool package_write(const struct package *p, struct str *out, struct err *e);
/* Reads and proves all of it. Fails (ERR_REFUSED) with a sentence that says what is wrong where;
 * `name` stands before it. `bytes` may go afterwards. */
bool package_read(struct sv bytes, const char *name, struct package *out, struct err *e);
/* Proves a package that was read against its draft, parsed as the form has it; in a bare one files
 * may be missing. Fails (ERR_REFUSED) likewise. */
bool package_fits(const struct package *p, const struct draft *d, const char *name, struct err *e);
void package_release(struct package *p);
const struct package_file *package_find(const struct package *p, struct sv path);
/* The file the draft names so. */
const struct package_file *package_named(const struct package *p, struct sv name);
/* Do the bytes begin like an archive. */
bool package_looks_like(struct sv bytes);

#endif
