/*
 * output: results to standard output, talk to standard error.
 *
 * Whatever comes from a file or a command line is somebody else's text: its control characters,
 * those that turn a line around and those nobody sees are shown, never sent, to a terminal, to a
 * pipe and to a log alike, for what is in a log will be shown one day. Two results are exempt, and
 * never on a terminal: bytes asked for as bytes.
 */
#ifndef CMD_OUTPUT_H
#define CMD_OUTPUT_H

#include "base/bug.h"
#include "cmd/context.h"

/* Finds out what standard output and standard error are; `gb`: terminals here speak GB18030. */
void output_init(struct context *c, bool gb);
/* Writes a result, text for people or JSON; newlines and tabs stay. */
void put(struct context *c, struct sv text);
/* Writes the value of a field: byte for byte, but to a terminal as `put` does. */
void put_exact(struct context *c, struct sv bytes);
/* The same for a document in whatever encoding; on a terminal form feeds stay too. */
void put_pages(struct context *c, struct sv bytes);
/* Says a sentence to the person, as a line of its own. */
void say(struct context *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Puts a line in the place of the last one on a terminal that is talked to, without ending it;
 * empty: takes it away. */
void talk_over(struct context *c, struct sv line);
/* Says what went wrong and gives the exit code; clears `e`. */
int fail(struct context *c, struct err *e);
/* The fatal hook of commands without a screen: when memory is gone, says so and ends with code 3.
 */
void main_die(void *context, enum fatal why);
/* The end: results that could not be written turn success into code 3. */
int output_finish(struct context *c, int code);

/* Appends `text` with every control character, newlines too, made visible: for names and values
 * inside a line. */
void add_visible(struct str *out, struct sv text);

#endif
