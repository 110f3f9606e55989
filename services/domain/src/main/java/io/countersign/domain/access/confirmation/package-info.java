/** Changes that take two persons: what waits for the second, and who may propose and confirm it. */
@NullMarked
package io.countersign.domain.access.confirmation;

import org.jspecify.annotations.NullMarked;
