/** The last step of a lesson whose design a real server can hold: to take it along. */
import type { BothTexts, LessonStep } from './lesson.ts';

const HOW: BothTexts = {
  en: 'Press **Export** above the canvas, look at `compose.yaml`, and download the project: as a zip or into a folder. With Docker, `docker compose up` starts the real thing.',
  zh: '点击画布上方的**导出**，看看 `compose.yaml`，再把项目下载下来：zip 或文件夹都行。装好 Docker 后执行 `docker compose up`，就能启动真实的服务器。',
};

/** `text`: what is in the project that was not there before the lesson. */
export const exportStep = (text: BothTexts): LessonStep => ({
  title: { en: 'Take it along', zh: '带走它' },
  text: { en: `${text.en}\n\n${HOW.en}`, zh: `${text.zh}\n\n${HOW.zh}` },
  hints: [
    {
      en: 'The button **Export** is at the right end of the top row; in its window, **Download zip** saves the project.',
      zh: '**导出**按钮在最上面一行的右侧；打开的窗口里点**下载 zip** 就能保存。',
    },
  ],
  goals: [{ text: { en: 'The design is exported to docker-compose', zh: '设计已导出为 docker-compose' }, isMet: ({ hasExported }) => hasExported }],
});
