/** The clock: it waits and acts, and decides nothing. */
@NullMarked
package io.countersign.workflows;

import org.jspecify.annotations.NullMarked;
