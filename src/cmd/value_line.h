/* value_line: "PATH=VALUE" as `get` prints it, a line each whatever the value has in it. */
#ifndef CMD_VALUE_LINE_H
#define CMD_VALUE_LINE_H

#include "base/str.h"

/* Appends the line. On one line, and back as it was from a terminal too: a value with line breaks
 * or hidden characters, or that begins with a quote, is a JSON string. */
void value_line_add(struct str *out, struct sv path, struct sv value);

#endif
