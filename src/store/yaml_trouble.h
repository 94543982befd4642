/*
 * yaml_trouble: what is wrong with a YAML file, in the words of someone who mends it by hand.
 *
 * libyaml says it in English and in the terms of its grammar; here its complaints become whole
 * Chinese sentences that say what to change. For yaml_read alone.
 */
#ifndef STORE_YAML_TROUBLE_H
#define STORE_YAML_TROUBLE_H

#include <yaml.h>

#include "base/err.h"

/* Puts "NAME:LINE:COLUMN: " and a sentence into `e` (ERR_REFUSED) and returns false; without a name
 * the place is said in words. Lines and columns count from 1. */
bool yaml_refuse(struct err *e, const char *name, size_t line, size_t column, const char *what);
/* Translates the error the parser stopped with. `source` is the text it was given. */
bool yaml_refuse_parser(struct err *e, const char *name, struct sv source,
                        const yaml_parser_t *parser);

#endif
