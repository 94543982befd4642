/*
 * archive: what a city keeps of the cases it has decided on (四(三)): every package as it came, the
 * records, the ledger and the lists, with an index of all files and their SHA-256.
 *
 * It is a bundle (office/bundle_io.h) of the city's own, so that `verify` proves it. Nothing is
 * moved by it: a case is 归档 when an officer says so.
 */
#ifndef CMD_DESK_ARCHIVE_H
#define CMD_DESK_ARCHIVE_H

#include "cmd/command.h"

/* `desk bundle --archive`: the exit code. */
int desk_archive(struct context *c, const struct args *args);

#endif
