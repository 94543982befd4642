/*
 * import: text from files of any encoding (text-rules 5.2).
 */
#ifndef CMD_IMPORT_H
#define CMD_IMPORT_H

#include "base/err.h"
#include "text/encoding.h"

struct import_report {
    enum encoding encoding;
    bool doubtful; /* could be UTF-8 or GB18030: read as GB18030 */
};

/* Reads a text file ("-": standard input) of UTF-8, UTF-16, GB18030 or CP936 as UTF-8 without a
 * byte order mark, newlines and everything else as they are. `report` may be NULL. Fails with
 * ERR_IO, or ERR_REFUSED on what is no text. */
bool import_file(const char *path, struct str *out, struct import_report *report, struct err *e);
/* The same, without asking how. */
bool import_raw(const char *path, struct str *out, struct err *e);

#endif
