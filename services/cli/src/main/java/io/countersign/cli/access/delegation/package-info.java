/** Deciding for somebody else for a while, and being out of office. */
@NullMarked
package io.countersign.cli.access.delegation;

import org.jspecify.annotations.NullMarked;
