package org.painbridge.server.packages;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Base64BinaryType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.packages.InstallReport.Installed;
import org.painbridge.server.packages.InstallReport.Outcome;
import org.painbridge.server.packages.InstallReport.Skipped;

/** {@code POST ImplementationGuide/$install}; docs/operations/install.md. */
public final class InstallProvider implements CapabilityOperations {
    private final PackageInstaller installer;
    private final long mostBytes;

    InstallProvider(PackageInstaller installer, long mostBytes) {
        this.installer = installer;
        this.mostBytes = mostBytes;
    }

    @Operation(name = "$install", typeName = "ImplementationGuide")
    public Parameters install(@ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters.of("$install", List.of(FhirPackage.PARAMETER), request, null);
        return answer(installer.install(FhirPackage.read(content(CapabilityOperations.parameters(body)), mostBytes)));
    }

    private static byte[] content(Parameters sent) {
        List<ParametersParameterComponent> all = sent.getParameter();
        if (all.size() == 1
                && FhirPackage.PARAMETER.equals(all.getFirst().getName())
                && all.getFirst().getValue() instanceof Base64BinaryType content
                && content.hasValue()) {
            return content.getValue();
        }
        throw OperationParameters.problem(
                FhirPackage.PARAMETER,
                "$install takes one parameter, npmContent with valueBase64Binary: the package.tgz itself. It fetches nothing");
    }

    private static Parameters answer(InstallReport report) {
        Parameters answer = new Parameters();
        answer.addParameter("package", new StringType(report.identity()));
        if (!report.replaced().isEmpty()) {
            answer.addParameter("replaced", new StringType(report.replaced()));
        }
        for (Outcome outcome : report.outcomes()) {
            ParametersParameterComponent part = answer.addParameter();
            part.addPart().setName("file").setValue(new StringType(outcome.file()));
            switch (outcome) {
                case Installed installed -> {
                    part.setName("installed").addPart().setName("type").setValue(new CodeType(installed.type()));
                    part.addPart().setName("canonical").setValue(new UriType(installed.canonical()));
                }
                case Skipped skipped ->
                    part.setName("skipped").addPart().setName("reason").setValue(new StringType(skipped.reason()));
            }
        }
        return answer;
    }
}
