/** Issues of Gitea, a forge: what is said there in labels is a ticket's state and fields. */
@NullMarked
package io.countersign.connectors.gitea;

import org.jspecify.annotations.NullMarked;
