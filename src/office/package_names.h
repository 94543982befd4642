/*
 * package_names: what may lie in a package under which name, there and where it is unpacked.
 *
 * In the archive names are ASCII and of fixed shapes. Unpacked, the files the draft names get their
 * own names back, beside the draft: those names must mean the same on every system, lead nowhere
 * else, hide nothing (no part begins with a full stop, so none is a journal or a lock of ours) and
 * be none that a desk gives to its own files there.
 */
#ifndef OFFICE_PACKAGE_NAMES_H
#define OFFICE_PACKAGE_NAMES_H

#include "base/err.h"

#define PACKAGE_MANIFEST "manifest.yaml"
#define PACKAGE_DRAFT "draft.yaml"
#define PACKAGE_RETURNED "returned.yaml"

enum package_part {
    PACKAGE_PART_DRAFT,
    PACKAGE_PART_RETURNED,
    PACKAGE_PART_DOCUMENT, /* documents/application.docx */
    PACKAGE_PART_FILE,     /* files/001.png */
};

enum { PACKAGE_PARTS = PACKAGE_PART_FILE + 1 };

/* In the manifest: draft, returned, document, file. */
struct sv package_part_name(enum package_part what);
bool package_part_by_name(struct sv name, enum package_part *out);
/* Is it a path such a part may have. */
bool package_path_good(enum package_part what, struct sv path);
/* Appends "files/001.png": the extension where it is of plain ASCII letters and digits, else bin.
 */
void package_add_path(struct str *out, size_t number, struct sv name);
/* May the files a draft names lie beside it under these names, each and all together. Fails
 * (ERR_REFUSED) with a sentence for the applicant. */
bool package_names_good(const struct sv *names, size_t count, struct err *e);

#endif
