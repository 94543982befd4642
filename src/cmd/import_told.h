/*
 * import_told: what `import` says about what it took from a document, and what it did not.
 */
#ifndef CMD_IMPORT_TOLD_H
#define CMD_IMPORT_TOLD_H

#include "cmd/context.h"
#include "out/readers/document_read.h"
#include "out/readers/recognise.h"

/* Results: “字段	标签	N 字	第 n 段”, a line for each answer, by the form's counting
 * rule. */
void import_put_taken(struct context *c, const struct draft *d, const struct recognised *found);
/* Talk: the encoding if it is doubtful, what was cleaned, what a document has that stays in it. */
void import_say_reading(struct context *c, const char *path, const struct reading *reading,
                        const struct document_facts *facts);
void import_say_result(struct context *c, const char *path, const char *draft,
                       const struct draft *d, const struct recognised *found);
/* What had no place, and the file it is kept in. */
void import_say_left(struct context *c, const struct recognised *found, const char *file);

#endif
