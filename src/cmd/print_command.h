/*
 * print_command: the command a reader prints with, as the shell is to run it, and what it said.
 *
 * The pages are its standard input. Where it says {file} stands the path of a file that holds them
 * and is gone once the command has ended; {points} is the size of type that fills the page.
 */
#ifndef CMD_PRINT_COMMAND_H
#define CMD_PRINT_COMMAND_H

#include "base/err.h"

/* "11.5" or "18": what makes the plain pages fill A4 in a monospaced face (text-rules 4). */
const char *print_points(bool dense);
/* Appends the script for the shell, whose $1 is the path: the file is never part of the command
 * line, whatever it is called. Quotes around {file} are taken off, as it is quoted anyhow. */
void print_script(struct sv command, bool dense, struct str *out);
/* Judges the status of waitpid. A failure (ERR_IO) quotes the first line of what was said. */
bool print_succeeded(int status, const struct str *said, struct err *e);
/* Appends the first line with anything in it, as a sentence fit for a screen: no controls, not too
 * long; nothing where nothing was said. */
void print_add_said(struct str *out, struct sv said);

#endif
