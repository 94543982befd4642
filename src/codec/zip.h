/*
 * zip: archives in memory, for documents and packages.
 *
 * Reading trusts nothing. The frame of the archive (APPNOTE 6.3: the end record, the directory, the
 * headers in front of each entry) is read by our own code and must be whole and unambiguous: the
 * entries follow each other from the first byte to the directory without a gap and without lying
 * over each other, both headers of an entry say the same, nothing stands behind the end record but
 * the comment it announces. Only deflated and stored data pass; encryption, links, devices, ZIP64,
 * several volumes do not. libarchive unpacks and checks sums and sizes; a warning of its counts as
 * damage. Names are relative paths that mean the same everywhere: UTF-8 (or ASCII where the archive
 * does not claim UTF-8), no "..", no empty part, no backslash, drive letter, control or invisible
 * character, none twice whatever the case, none a file and a folder at once.
 *
 * Writing gives the same bytes for the same entries: 1980-01-01 as the time, no owner, no extra
 * field, no data descriptor. What is written can be read.
 */
#ifndef CODEC_ZIP_H
#define CODEC_ZIP_H

#include "base/err.h"
#include "base/vec.h"

struct zip_entry {
    struct str name;
    struct str bytes;
    bool deflate; /* for writing: pack it, else store it as it is */
};

struct zip {
    VEC(struct zip_entry) entries;
};

/* What is documented as the most the program takes. */
enum {
    ZIP_MAX_BYTES = 260 << 20,       /* of the archive itself: all entries stored, and the frame */
    ZIP_MAX_ENTRIES = 2000,          /* folders counted */
    ZIP_MAX_ENTRY_BYTES = 64 << 20,  /* of one entry, unpacked */
    ZIP_MAX_TOTAL_BYTES = 256 << 20, /* of all entries, unpacked */
    ZIP_MAX_RATIO = 200,             /* unpacked to packed, asked of entries over ZIP_FREE_BYTES */
    ZIP_MAX_NAME_BYTES = 512,
    ZIP_FREE_BYTES = 1 << 20,
};

struct zip_limits {
    size_t bytes;
    size_t entries;
    size_t entry_bytes;
    size_t total_bytes;
    size_t ratio; /* at least 1 */
    size_t name_bytes;
};

/* Those above. */
extern const struct zip_limits zip_limits_usual;

/*
 * Reads an archive: its files in the order they lie in it, folders left out. `limits` NULL: the
 * usual ones. Fails (ERR_REFUSED) with what is wrong and nothing to release.
 */
bool zip_read(struct sv bytes, const struct zip_limits *limits, struct zip *out, struct err *e);
/* Appends the archive to `out`, entries as they stand in `z`. Fails (ERR_REFUSED), `out` as it was,
 * on what zip_read would not take. */
bool zip_write(const struct zip *z, struct str *out, struct err *e);
/* Adds a copy at the end. */
void zip_add(struct zip *z, struct sv name, struct sv bytes, bool deflate);
/* Would these names pass, each by itself and all together? Fails (ERR_REFUSED) as zip_read does. */
bool zip_names_good(const struct sv *names, size_t count, struct err *e);
/* NULL if there is none of this name. */
const struct zip_entry *zip_find(const struct zip *z, struct sv name);
void zip_release(struct zip *z);

#endif
