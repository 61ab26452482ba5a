import { fakeIdNumber, withWrongCheckDigit } from '../applicant.ts';
import { type CaseScript, eventOf, stepsOf } from '../caseScript.ts';
import { itemsOfKind } from '../city/demoItems.ts';
import { offices } from '../city/offices.ts';
import { sourceOfRegion } from '../city/citySources.ts';
import { plantsOf } from './plant.ts';
import { hasNoStepLimit, type Scene } from './scene.ts';

function life(scene: Scene): CaseScript {
  const place = scene.promised((item, days) => days >= 3 && hasNoStepLimit(item));
  const on = scene.pastDay(4);
  return scene.usual({
    ...place,
    acceptedAt: scene.moment(on),
    concludedAt: scene.moment(scene.workday(on, 2)),
  });
}

function applicant(scene: Scene, person: Record<string, string>): CaseScript {
  const script = life(scene);
  const submitted = eventOf(script, 'case.submitted');
  submitted.data = {
    ...submitted.data,
    applicant: { kind: 'person', name: '郑示例', phone: '10000000000', ...person },
  };
  return script;
}

export const invalidData = plantsOf(
  'DAT-01',
  {
    'identity number with a wrong check digit': (scene) =>
      applicant(scene, { idNumber: withWrongCheckDigit(fakeIdNumber(scene.random)) }),
    'conclusion names another item': (scene) => {
      const script = life(scene);
      const other = itemsOfKind(script.item.kind).find(
        (item) => item.code !== script.item.code && item.handling === 'promised',
      );
      const concluded = eventOf(script, 'case.concluded');
      concluded.data = { ...concluded.data, item: other?.code ?? script.item.code };
      return script;
    },
  },
  {
    'identity number that ends in X': (scene) => {
      let idNumber = fakeIdNumber(scene.random);
      while (!idNumber.endsWith('X')) idNumber = fakeIdNumber(scene.random);
      return applicant(scene, { idNumber });
    },
    'masked identity number': (scene) => {
      const idNumber = withWrongCheckDigit(fakeIdNumber(scene.random));
      return applicant(scene, { idNumber: `${idNumber.slice(0, 6)}********${idNumber.slice(14)}` });
    },
    passport: (scene) =>
      applicant(scene, {
        idNumber: `E${String(scene.random.int(10_000_000, 99_999_999))}`,
        idType: 'passport',
      }),
    'a step by another department': (scene) => {
      const script = life(scene);
      const { uri } = sourceOfRegion(script.office.region);
      const acting = offices.find(
        (office) =>
          office !== script.office &&
          sourceOfRegion(office.region).uri === uri &&
          office.region === script.office.region,
      );
      const [step] = stepsOf(script);
      if (step && acting) step.data = { ...step.data, department: acting.code };
      return script;
    },
  },
);
