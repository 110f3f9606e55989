/** The incident loop: waits and asks; it decides nothing. */
@NullMarked
package io.countersign.workflows.incident;

import org.jspecify.annotations.NullMarked;
