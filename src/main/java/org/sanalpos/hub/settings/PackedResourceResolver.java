package org.sanalpos.hub.settings;

import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceResolverSupport;
import org.apache.camel.support.ResourceSupport;
import org.springframework.stereotype.Component;

/**
 * Lets routes name a file of {@link PackedFiles}: {@code packed:routes/sql/erp-result.sql}. Camel finds the resolver of a scheme by
 * the bean's name.
 */
@Component("resource-loader-packed")
public class PackedResourceResolver extends ResourceResolverSupport {
    private final PackedFiles files;

    public PackedResourceResolver(PackedFiles files) {
        super("packed");
        this.files = files;
    }

    @Override
    protected Resource createResource(String location, String remaining) {
        return new PackedResource(location, files.resource(remaining));
    }

    private static final class PackedResource extends ResourceSupport {
        private final org.springframework.core.io.Resource file;

        private PackedResource(String location, org.springframework.core.io.Resource file) {
            super("packed", location);
            this.file = file;
        }

        @Override
        public boolean exists() {
            return file.exists();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return file.getInputStream();
        }
    }
}
