/* command_table: the rows of the table (command.h), for commands.c alone. */
#ifndef CMD_COMMAND_TABLE_H
#define CMD_COMMAND_TABLE_H

#include "cmd/command.h"

extern const struct command commands[];
extern const size_t command_count;
/* What every command takes, by bits. */
extern const uint64_t common_options;

#endif
