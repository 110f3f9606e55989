/** Accounts of one's own in other systems. */
@NullMarked
package io.countersign.cli.access.link;

import org.jspecify.annotations.NullMarked;
