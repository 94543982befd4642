/*
 * gather: looks at the files a draft names, so that a check can stay a pure function.
 */
#ifndef CMD_GATHER_H
#define CMD_GATHER_H

#include "draft/draft.h"
#include "draft/facts.h"

/*
 * Appends one fact for every file the draft names: pictures are measured, others only looked for.
 * Names are relative to the folder `draft_path` lies in ("-": the current one); a name that leads
 * out of it, through a link too, is FILE_OUTSIDE and is not looked at. A draft that names more than
 * GATHER_MOST files is somebody's prank: the rest stays unknown.
 */
enum { GATHER_MOST = 2000 };

void gather_facts(const struct draft *d, const char *draft_path, struct facts *out);
/* Reads the pictures among the facts once more, whole, for their digests; one that is not whole, or
 * too large to be read, is no picture any more, and the fact says why. gather_facts does it for
 * a draft that was final once, whose pages may bear a check code; others need them at 定稿 and for
 * comparing with a code. */
void gather_digests(const char *draft_path, struct facts *facts);

#endif
