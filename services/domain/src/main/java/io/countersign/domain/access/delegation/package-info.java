/** Deciding for somebody else for a while, and being out of office. */
@NullMarked
package io.countersign.domain.access.delegation;

import org.jspecify.annotations.NullMarked;
