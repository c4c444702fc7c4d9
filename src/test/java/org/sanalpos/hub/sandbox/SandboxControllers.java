package org.sanalpos.hub.sandbox;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.stereotype.Controller;

/** Finds the controllers of all dialects of the sandbox. */
class SandboxControllers implements ImportSelector {

    @Override
    public String[] selectImports(AnnotationMetadata importing) {
        return names();
    }

    /** Returns their class names. */
    static String[] names() {
        StandardEnvironment switchedOn = new StandardEnvironment();
        switchedOn.merge(new MockEnvironment().withProperty("sanalpos.sandbox", "true"));
        var provider = new ClassPathScanningCandidateComponentProvider(false, switchedOn);
        provider.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        return provider.findCandidateComponents("org.sanalpos.hub.sandbox").stream()
                .map(BeanDefinition::getBeanClassName)
                .toArray(String[]::new);
    }
}
