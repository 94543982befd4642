/*
 * document_read: any file people hand in, by its first bytes.
 */
#ifndef OUT_READERS_DOCUMENT_READ_H
#define OUT_READERS_DOCUMENT_READ_H

#include "base/err.h"
#include "out/readers/reading.h"
#include "text/encoding.h"

/* What was found out about the file on the way. */
struct document_facts {
    bool text;              /* a text file; else a document of Word */
    enum encoding encoding; /* of a text file */
    bool doubtful;          /* could be UTF-8 or GB18030: read as GB18030 */
    struct norm_report norm;
};

/* Reads and finishes (reading_finish). `out` starts zeroed. Fails (ERR_REFUSED) on other formats,
 * saying what to save the file as, and on damaged or harmful files. */
bool document_read(struct sv bytes, struct reading *out, struct document_facts *facts,
                   struct err *e);

#endif
