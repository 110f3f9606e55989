/** Changes that take two persons: proposed by one, confirmed by another, then carried out. */
@NullMarked
package io.countersign.server.access.confirmation;

import org.jspecify.annotations.NullMarked;
