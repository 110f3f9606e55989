/** What goes beyond the usual in an emergency: break-glass, and the review that it owes. */
@NullMarked
package io.countersign.domain.emergency;

import org.jspecify.annotations.NullMarked;
