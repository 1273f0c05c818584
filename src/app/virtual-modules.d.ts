declare module 'virtual:backflow/lessons' {
  export const lessons: readonly import('../notebook/lesson.ts').Lesson[];
}
