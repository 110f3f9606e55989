/** Commands about grants and groups, and about who could do what. */
@NullMarked
package io.countersign.cli.access.grant;

import org.jspecify.annotations.NullMarked;
