/** Halts: the kill switch, of everything or of a part, set by one and ended by two. */
@NullMarked
package io.countersign.server.access.halt;

import org.jspecify.annotations.NullMarked;
