/** Refusals by which nobody's own record is touched, put on record once a minute each. */
@NullMarked
package io.countersign.server.access.refusal;

import org.jspecify.annotations.NullMarked;
