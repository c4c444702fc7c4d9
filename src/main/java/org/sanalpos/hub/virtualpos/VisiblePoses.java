package org.sanalpos.hub.virtualpos;

import java.util.List;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.security.Caller;
import org.springframework.stereotype.Component;

/** Finds the definitions that a caller may see; another company's are as if they were not there. */
@Component
public class VisiblePoses {
    private final VirtualPoses poses;
    private final Companies companies;

    VisiblePoses(VirtualPoses poses, Companies companies) {
        this.poses = poses;
        this.companies = companies;
    }

    /**
     * The definition of a code.
     *
     * @param company whose it is; null for the caller's own or, for an operator, the only one that has it
     * @throws ProblemException 404 if there is none, 409 if an operator must name the company
     */
    public VirtualPos find(Caller caller, String company, String code) {
        if (!caller.operator() || company != null) {
            return poses.find(companies.resolve(caller, company), code).orElseThrow(() -> VirtualPoses.unknown(code));
        }
        List<VirtualPos> found = poses.findAll(code);
        if (found.size() > 1) {
            throw ProblemException.conflict("Virtual POS '" + code + "' exists in the companies "
                    + String.join(", ", found.stream().map(VirtualPos::company).toList())
                    + "; name one with the parameter 'company'");
        }
        return found.stream().findFirst().orElseThrow(() -> VirtualPoses.unknown(code));
    }
}
