/*
 * bundle_io: what a county delivers to the city: a folder, or the same as one archive.
 *
 *   bundle.yaml            tianbiao_bundle: 1, form, form_version, county, office, contact, phone,
 *                          round, time, cases: [{id, name, code, title, check_code, revision,
 *                          package, review}], files: [{path, sha256, bytes}]
 *   packages/001-ID.zip    the packages as they came, in the order of the summary
 *   reviews/001-ID.yaml    the county's record of each, and the same for eyes (.txt)
 *   summary.* list.txt experience.txt mail.txt
 *
 * Names are made of letters, digits, "-", "_" and "." and lie in one folder at most. Nothing of a
 * bundle is trusted: names stay inside and lead through no link, each is listed once with digest
 * and size; what is not listed is not looked at, but bundle_verify tells of it. A file is read,
 * proven and handed out one at a time, so that one damaged package does not stop the others and a
 * folder may be larger than an archive.
 */
#ifndef OFFICE_BUNDLE_IO_H
#define OFFICE_BUNDLE_IO_H

#include "base/err.h"
#include "codec/zip.h"
#include "form/form.h"
#include "office/desk.h"

enum { BUNDLE_MAX_CASES = 4000, BUNDLE_MAX_FILES = 16000 };

struct bundle_case {
    struct str id;   /* draft id, fit for a folder's name (case_id_is_good) */
    struct str name; /* of the applicant */
    struct str code; /* credit code */
    struct str title;
    struct str check_code; /* of the papers; empty: it came without one */
    uint32_t revision;     /* 稿次 */
    struct str package;    /* path in the bundle */
    struct str review;     /* path of the record in the bundle (desk_io.h: review_parse) */
};

struct bundle_file {
    struct str path;
    struct str digest; /* SHA-256, hexadecimal */
    uint64_t bytes;
};

struct bundle {
    struct str form;
    int64_t form_version;
    struct str county;
    struct str office;
    struct str contact;
    struct str phone;
    struct str round; /* empty: none */
    struct str time;  /* YYYY-MM-DDTHH:MM */
    VEC(struct bundle_case) cases;
    VEC(struct bundle_file) files; /* all but bundle.yaml; sorted by path once read */

    struct str path; /* as it was opened or is to be made */
    bool archive;
    struct zip zip;  /* of an archive */
    bool shared;     /* being made in a desk, for all who work there; else for its maker alone */
    size_t held;     /* bytes in an archive that is being made */
    struct str work; /* being made: the folder that becomes `path` once it is whole */
};

/* Is it a folder with a bundle.yaml, or an archive that has one. Says nothing about the rest. */
bool bundle_is_here(const char *path);
/* Reads the manifest. Fails (ERR_REFUSED, ERR_IO) with a sentence that names the path and nothing
 * to release. */
bool bundle_read(const char *path, struct bundle *out, struct err *e);
/* Reads a listed file and proves its size and digest; replaces `out`. Fails (ERR_REFUSED, ERR_IO)
 * likewise, `out` empty. */
bool bundle_get(const struct bundle *b, struct sv path, struct str *out, struct err *e);
/* Looks at everything: appends a sentence for each thing that is wrong, missing or not listed. */
VEC_TYPE(bundle_troubles, struct str);
void bundle_verify(const struct bundle *b, struct bundle_troubles *out);
void bundle_troubles_release(struct bundle_troubles *list);
void bundle_release(struct bundle *b);

/*
 * Making one: bundle_set_head, bundle_begin, bundle_put for each file, add the cases,
 * bundle_finish; bundle_release takes away what was not finished. `path` ends in ".zip": an archive
 * (ERR_REFUSED when it grows over the limits of codec/zip.h); else a folder. Neither may be there
 * yet (ERR_IO).
 */
void bundle_set_head(struct bundle *b, const struct form *form, const struct desk *from,
                     struct sv round, struct sv time);
bool bundle_begin(struct bundle *b, const char *path, struct err *e);
bool bundle_put(struct bundle *b, struct sv path, struct sv bytes, struct err *e);
/* Words for eyes, as Windows opens them. */
bool bundle_put_text(struct bundle *b, struct sv path, struct sv text, struct err *e);
bool bundle_finish(struct bundle *b, struct err *e);
/* Takes away what those who were killed left half made in a folder: only for who knows that nobody
 * makes one there. */
void bundle_sweep(const char *folder);
/* The manifest's bytes; refused (ERR_REFUSED) where it would not be read again. */
bool bundle_compose(const struct bundle *b, struct str *out, struct err *e);
bool bundle_parse(struct sv source, const char *name, struct bundle *out, struct err *e);

#define BUNDLE_MANIFEST "bundle.yaml"
/* Is it a name a file of a bundle may have. */
bool bundle_name_is_good(struct sv path);

#endif
